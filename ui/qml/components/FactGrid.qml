pragma ComponentBehavior: Bound
import QtQuick
import Anjungan

// Facts side by side, the values of a row on one line. Columns are equal; where that would break words that all find
// room in one row, each is as wide as its own.
Grid {
    id: grid

    required property Theme theme
    required property Rows facts
    readonly property list<FactLine> lines: Array.from(children).filter(one => one instanceof FactLine)
    readonly property int equal: Math.floor((width - (columns - 1) * columnSpacing) / columns)
    readonly property int spare: width - lines.reduce((sum, one) => sum + one.natural, (lines.length - 1) * columnSpacing)
    readonly property bool uneven: lines.length === columns && spare >= 0 && lines.some(one => one.natural > equal)
    readonly property int nameHeight: Math.max(0, ...lines.map(one => one.nameHeight))

    columnSpacing: 2 * theme.u
    rowSpacing: theme.u

    Repeater {
        model: grid.facts

        FactLine {
            required known
            required note

            theme: grid.theme
            width: grid.uneven ? natural + Math.floor(grid.spare / grid.columns) : grid.equal
            least: grid.nameHeight
        }
    }
}
