"""Who is dead, and who was convicted."""

from ..case import Case


class People:
    """Entities of which an article says, as certain, that they were convicted or are dead."""

    def __init__(self) -> None:
        self.settled: set[str] = set()

    def take(self, case: Case, number: int) -> None:
        labels, mentions = case.labels, case.document.mention_of
        for trigger in case.document.triggers:
            label = labels.trigger.get(trigger.type)
            if label is None or not (label.convicts or label.dies):
                continue
            modality = labels.modality.get(trigger.modality or labels.default(labels.modality))
            doubted = modality is None or modality.unreal or modality.hedged
            if doubted or trigger.polarity not in ("", labels.default(labels.polarity)):
                continue
            for argument in trigger.arguments:
                mention = mentions.get(argument.filler)
                if mention is not None and argument.role in (label.convicts, label.dies):
                    self.settled.add(mention.refers_to)

    def merge(self, other: "People", shift: int) -> None:
        self.settled |= other.settled
