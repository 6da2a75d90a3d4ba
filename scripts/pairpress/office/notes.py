"""What an import could not do by itself, told with the place in what was brought."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..content.problems import Problem


@dataclass
class Notes:
    """Collects what a person must look at in one file that was brought."""

    path: str
    found: list[Problem] = field(default_factory=list)

    def left_out(self, line: int, what: str, zh: str, en: str) -> None:
        """Something that our pages cannot hold was left out or written otherwise."""
        self._add(
            Problem(
                self.path,
                line,
                "import-left-out",
                f"{what}: {en}",
                f"{what}：{zh}",
                "warning",
            )
        )

    def picture(self, line: int, what: str, zh: str, en: str) -> None:
        """A picture could not be taken along as it was."""
        self._add(
            Problem(
                self.path,
                line,
                "import-picture",
                f"picture {what}: {en}",
                f"图片 {what}：{zh}",
                "warning",
            )
        )

    def link(self, line: int, what: str, zh: str, en: str) -> None:
        """A link leads to nothing that was brought; its words stay."""
        self._add(
            Problem(
                self.path,
                line,
                "import-link",
                f"link {what}: {en}",
                f"链接 {what}：{zh}",
                "warning",
            )
        )

    def words(self, line: int, zh: str, en: str) -> None:
        """A title, a description or a text for a picture wants a person's words."""
        self._add(Problem(self.path, line, "import-words", en, zh, "warning"))

    def sections(self, line: int, zh: str, en: str) -> None:
        """The sections of the two halves do not match."""
        self._add(Problem(self.path, line, "import-sections", en, zh, "warning"))

    def unpaired(self, zh: str, en: str) -> None:
        """The page stands alone, or its other half is not certain."""
        self._add(Problem(self.path, 1, "import-unpaired", en, zh, "warning"))

    def language(self, zh: str, en: str) -> None:
        """It is not certain in which language, or in which signs, a file is."""
        self._add(Problem(self.path, 1, "import-language", en, zh, "warning"))

    def open_remark(self, line: int, zh: str, en: str) -> None:
        """A remark or a change in Word that nobody has decided on."""
        self._add(Problem(self.path, line, "import-remark", en, zh, "warning"))

    def refused(self, line: int, zh: str, en: str) -> None:
        """The file cannot be read at all."""
        self._add(Problem(self.path, line, "import-file", en, zh))

    def _add(self, problem: Problem) -> None:
        if problem not in self.found:
            self.found.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        """Yield what was found, in the order of its lines."""
        return iter(sorted(self.found))
