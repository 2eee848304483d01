"""The Civil Code's books and chapters: titles and the articles they hold."""

from dataclasses import dataclass

from knowledge.entry import LAST_ARTICLE

_BOOKS: tuple[tuple[str, tuple[tuple[int, str], ...]], ...] = (
    ("总则", (
        (1, "基本规定"), (13, "自然人"), (57, "法人"), (102, "非法人组织"), (109, "民事权利"),
        (133, "民事法律行为"), (161, "代理"), (176, "民事责任"), (188, "诉讼时效"),
        (200, "期间计算"),
    )),
    ("物权", (
        (205, "物权的一般规定"), (209, "物权的设立、变更、转让和消灭"), (233, "物权的保护"),
        (240, "所有权的一般规定"), (246, "国家所有权和集体所有权、私人所有权"),
        (271, "业主的建筑物区分所有权"), (288, "相邻关系"), (297, "共有"),
        (311, "所有权取得的特别规定"), (323, "用益物权的一般规定"), (330, "土地承包经营权"),
        (344, "建设用地使用权"), (362, "宅基地使用权"), (366, "居住权"), (372, "地役权"),
        (386, "担保物权的一般规定"), (394, "抵押权"), (425, "质权"), (447, "留置权"),
        (458, "占有"),
    )),
    ("合同", (
        (463, "合同的一般规定"), (469, "合同的订立"), (502, "合同的效力"), (509, "合同的履行"),
        (535, "合同的保全"), (543, "合同的变更和转让"), (557, "合同的权利义务终止"),
        (577, "违约责任"), (595, "买卖合同"), (648, "供用电、水、气、热力合同"),
        (657, "赠与合同"), (667, "借款合同"), (681, "保证合同"), (703, "租赁合同"),
        (735, "融资租赁合同"), (761, "保理合同"), (770, "承揽合同"), (788, "建设工程合同"),
        (809, "运输合同"), (843, "技术合同"), (888, "保管合同"), (904, "仓储合同"),
        (919, "委托合同"), (937, "物业服务合同"), (951, "行纪合同"), (961, "中介合同"),
        (967, "合伙合同"), (979, "无因管理"), (985, "不当得利"),
    )),
    ("人格权", (
        (989, "人格权的一般规定"), (1002, "生命权、身体权和健康权"), (1012, "姓名权和名称权"),
        (1018, "肖像权"), (1024, "名誉权和荣誉权"), (1032, "隐私权和个人信息保护"),
    )),
    ("婚姻家庭", (
        (1040, "婚姻家庭的一般规定"), (1046, "结婚"), (1055, "家庭关系"), (1076, "离婚"),
        (1093, "收养"),
    )),
    ("继承", (
        (1119, "继承的一般规定"), (1126, "法定继承"), (1133, "遗嘱继承和遗赠"),
        (1145, "遗产的处理"),
    )),
    ("侵权责任", (
        (1164, "侵权责任的一般规定"), (1179, "损害赔偿"), (1188, "责任主体的特殊规定"),
        (1202, "产品责任"), (1208, "机动车交通事故责任"), (1218, "医疗损害责任"),
        (1229, "环境污染和生态破坏责任"), (1236, "高度危险责任"), (1245, "饲养动物损害责任"),
        (1252, "建筑物和物件损害责任"),
    )),
    ("附则", ((1259, "附则"),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """A book or a chapter with its first and last article."""

    title: str
    first: int
    last: int


def _all() -> tuple[Chapter, ...]:
    rows = [row for _, chapters in _BOOKS for row in chapters]
    ends = [*(first - 1 for first, _ in rows[1:]), LAST_ARTICLE]
    return tuple(Chapter(title, first, end) for (first, title), end in zip(rows, ends, strict=True))


def _books() -> tuple[Chapter, ...]:
    firsts = [chapters[0][0] for _, chapters in _BOOKS]
    ends = [*(first - 1 for first in firsts[1:]), LAST_ARTICLE]
    return tuple(
        Chapter(f"{name}编", first, end)
        for (name, _), first, end in zip(_BOOKS, firsts, ends, strict=True)
    )


CHAPTERS = _all()
BOOKS = _books()


def find_chapter(words: str, is_book: bool = False) -> Chapter | None:
    """The chapter (or book) that words name: its title, or the shortest title with them in it.

    >>> find_chapter("离婚")
    Chapter(title='离婚', first=1076, last=1092)
    """
    if not words:
        return None
    first, then = (BOOKS, CHAPTERS) if is_book else (CHAPTERS, BOOKS)
    for chapters in (first, then):
        named = [c for c in chapters if words in c.title]
        if named:
            return min(named, key=lambda c: len(c.title))
    return None
