"""The words of the Hub: ids only, as its documentation lists them. What is new there is to be added here.

Read in 2026 from ``huggingface/hub-docs`` (``docs/hub/repositories-licenses.md``, ``datasetcard.md``), ``huggingface/huggingface.js``
(``packages/tasks/src/pipelines.ts``) and ``huggingface/datasets`` (``src/datasets/utils/resources/``).
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# repositories-licenses.md
LICENCES = _set(
    """
    apache-2.0 mit openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m afl-3.0
    artistic-2.0 bsl-1.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda cc cc0-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0
    cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0
    cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0 cdla-permissive-2.0 wtfpl ecl-2.0 epl-1.0 epl-2.0 etalab-2.0
    eupl-1.1 agpl-3.0 gfdl gpl gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 isc lppl-1.3c ms-pl mpl-2.0 odc-by odbl openrail++ osl-3.0
    postgresql ofl-1.1 ncsa unlicense zlib pddl lgpl-lr deepfloyd-if-license llama2 gemma unknown other
    """
)

# pipelines.ts: the keys of PIPELINE_DATA, and the types of their subtasks
TASK_CATEGORIES = _set(
    """
    text-classification token-classification table-question-answering question-answering zero-shot-classification translation
    summarization feature-extraction text-generation text2text-generation fill-mask sentence-similarity text-to-speech text-to-audio
    automatic-speech-recognition audio-to-audio audio-classification audio-text-to-text voice-activity-detection depth-estimation
    image-classification object-detection image-segmentation text-to-image image-to-text image-to-image image-to-video
    unconditional-image-generation video-classification reinforcement-learning robotics tabular-classification tabular-regression
    tabular-to-text table-to-text multiple-choice text-ranking text-retrieval time-series-forecasting text-to-video image-text-to-text
    visual-question-answering document-question-answering zero-shot-image-classification graph-ml mask-generation
    zero-shot-object-detection text-to-3d image-to-3d image-feature-extraction video-text-to-text keypoint-detection
    visual-document-retrieval any-to-any other
    """
)
TASK_IDS = _set(
    """
    acceptability-classification entity-linking-classification fact-checking intent-classification language-identification
    multi-class-classification multi-label-classification multi-input-text-classification natural-language-inference
    semantic-similarity-classification sentiment-classification topic-classification semantic-similarity-scoring sentiment-scoring
    sentiment-analysis hate-speech-detection text-scoring named-entity-recognition part-of-speech parsing lemmatization
    word-sense-disambiguation coreference-resolution extractive-qa open-domain-qa closed-domain-qa news-articles-summarization
    news-articles-headline-generation dialogue-modeling dialogue-generation conversational language-modeling text-simplification
    explanation-generation abstractive-qa open-domain-abstractive-qa open-book-qa closed-book-qa slot-filling masked-language-modeling
    keyword-spotting speaker-identification audio-intent-classification audio-emotion-recognition audio-language-identification
    multi-label-image-classification multi-class-image-classification face-detection vehicle-detection instance-segmentation
    semantic-segmentation panoptic-segmentation image-captioning image-inpainting image-colorization super-resolution grasping
    task-planning tabular-multi-class-classification tabular-multi-label-classification tabular-single-column-regression rdf-to-text
    multiple-choice-qa multiple-choice-coreference-resolution document-retrieval utterance-retrieval entity-linking-retrieval
    fact-checking-retrieval univariate-time-series-forecasting multivariate-time-series-forecasting visual-question-answering
    document-question-answering pose-estimation
    """
)

# resources/languages.json: those of two letters, of ISO 639-1
LANGUAGES = _set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff
    fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku
    kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
    rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
    vo wa wo xh yi yo za zh zu
    """
)

# resources/creators.json, multilingualities.json, size_categories.json
LANGUAGE_CREATORS = _set("found crowdsourced expert-generated machine-generated other")
ANNOTATIONS_CREATORS = LANGUAGE_CREATORS | {"no-annotation"}
MULTILINGUALITY = _set("monolingual multilingual translation other")
SIZE_CATEGORIES = _set("unknown n<1K 1K<n<10K 10K<n<100K 100K<n<1M 1M<n<10M 10M<n<100M 100M<n<1B 1B<n<10B 10B<n<100B 100B<n<1T n>1T")

VOCABULARIES = {
    "annotations_creators": ANNOTATIONS_CREATORS,
    "language_creators": LANGUAGE_CREATORS,
    "license": LICENCES,
    "multilinguality": MULTILINGUALITY,
    "size_categories": SIZE_CATEGORIES,
    "task_categories": TASK_CATEGORIES,
    "task_ids": TASK_IDS,
}
"""The keys of a card whose values are of a closed list."""

# datasetcard.md, and the pages on gated and disabled viewers that it leads to
KEYS = _set(
    """
    annotations_creators configs dataset_info extra_gated_button_content extra_gated_description extra_gated_eu_disallowed
    extra_gated_fields extra_gated_heading extra_gated_prompt language language_bcp47 language_creators language_details license
    license_details license_link license_name multilinguality paperswithcode_id pretty_name size_categories source_datasets tags
    task_categories task_ids thumbnail train-eval-index viewer
    """
)
"""The keys that mean something to the Hub."""
