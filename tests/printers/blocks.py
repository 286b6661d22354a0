"""Blocks with any words at all: control characters, other scripts, words without end."""

from hypothesis import strategies as st

from printers import document as doc
from printers.document import Align, Size

BLOCKS = st.one_of(
    st.builds(doc.text, st.text(), st.sampled_from(Size), bold=st.booleans(), align=st.sampled_from(Align)),
    st.builds(doc.Tag, st.text(max_size=60)),
    st.builds(doc.Number, st.text("ABC-0129", max_size=70)),
    st.builds(
        doc.Row,
        st.builds(lambda text: (doc.Span(text, Size.HEADING),), st.text(max_size=60)),
        st.builds(lambda text: (doc.Span(text),), st.text(max_size=30)),
        st.booleans(),
    ),
    st.builds(
        lambda cells: doc.Cells(tuple(cells)),
        st.lists(
            st.builds(doc.Cell, st.tuples(st.text(max_size=50)), st.text(max_size=60)),
            min_size=1,
            max_size=4,
        ),
    ),
    st.builds(
        lambda fields: doc.Fields(tuple(fields)),
        st.lists(
            st.builds(doc.Field, st.text(max_size=50), st.text() | st.builds(doc.Masked, st.just("0012"))),
            min_size=1,
            max_size=4,
        ),
    ),
    st.builds(
        lambda names: doc.Table(
            ("Anggota", "NIK", "Lahir"),
            tuple(doc.Entry(name, (name, doc.Masked("1"), "1979")) for name in names),
        ),
        st.lists(st.text(max_size=60), min_size=1, max_size=3),
    ),
    st.builds(lambda items: doc.Checklist(tuple(items)), st.lists(st.text(max_size=90), max_size=3)),
    st.builds(lambda text: doc.Box((doc.text(text, Size.NOTICE),)), st.text(max_size=60)),
    st.builds(doc.Rule, st.booleans()),
    st.builds(doc.Blank, st.integers(0, 600)),
)
