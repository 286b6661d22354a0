import QtQuick
import Anjungan

// Sizes, fonts and colours of ui/theme.py under names that qmllint can check.
QtObject {
    required property var sizes
    required property var roles
    required property var fonts
    // How deep the woven band's parts are, in threads; 0 where there is none.
    required property int tepi
    required property int kepala
    // How high lines are set, in parts of the font's own height.
    required property real labelLine
    required property real questionLine
    // Whether anything may move by itself.
    required property bool moves
    required property Typesetter typesetter

    readonly property bool woven: tepi > 0
    readonly property bool portrait: sizes.portrait
    readonly property bool compact: sizes.compact
    readonly property int textSize: sizes.text_size
    readonly property real growth: sizes.growth
    readonly property bool tight: sizes.tight
    readonly property bool stacked: sizes.stacked
    readonly property bool snug: sizes.snug
    readonly property int columns: sizes.columns
    readonly property int tilesAcross: sizes.tiles_across
    readonly property int tilesDown: sizes.tiles_down
    readonly property int u: sizes.u
    readonly property int cloth: sizes.cloth
    readonly property int clothHalf: sizes.cloth_half
    readonly property int clothTall: sizes.cloth_tall
    readonly property int clothMargin: sizes.cloth_margin
    readonly property int headTop: sizes.head_top
    readonly property int questionTop: sizes.question_top
    readonly property int bodyLeft: sizes.body_left
    readonly property int bodyRight: sizes.body_right
    readonly property int bodyTop: sizes.body_top
    readonly property int footer: sizes.footer
    readonly property int footerPlain: sizes.footer_plain
    readonly property int button: sizes.button
    readonly property int gap: sizes.gap
    readonly property int padGap: sizes.pad_gap
    readonly property int key: sizes.key
    readonly property int numberKey: sizes.number_key
    readonly property int least: sizes.least
    readonly property int thread: sizes.thread
    readonly property int hem: sizes.hem
    readonly property int threadTall: sizes.thread_tall
    readonly property int hairline: sizes.hairline
    readonly property int outline: sizes.outline
    readonly property int strong: sizes.strong
    readonly property int edge: sizes.edge

    readonly property font questionFont: fonts.question
    readonly property font homeFont: fonts.question_home
    readonly property font attractFont: fonts.question_attract
    readonly property font doorFont: fonts.door
    readonly property font titleFont: fonts.title
    readonly property font leadFont: fonts.lead
    readonly property font keyFont: fonts.key
    readonly property font runningFont: fonts.running
    readonly property font labelFont: fonts.label
    readonly property font strongFont: fonts.strong
    readonly property font smallFont: fonts.small
    readonly property font metaFont: fonts.meta
    readonly property font numberFont: fonts.number

    readonly property color paper: roles.paper
    readonly property color tile: roles.tile
    readonly property color sunken: roles.sunken
    readonly property color line: roles.line
    // A cell that is not filled: where few colours are left, its edge alone.
    readonly property color empty: edge > 0 ? line : paper
    readonly property int emptyEdge: edge > 0 ? 0 : hairline
    readonly property color outlineColor: roles.outline
    readonly property color ink: roles.ink
    readonly property color inkSoft: roles.inkSoft
    readonly property color clothColor: roles.cloth
    readonly property color clothInk: roles.clothInk
    readonly property color clothInkSoft: roles.clothInkSoft
    readonly property color threadColor: roles.thread
    readonly property color accent: roles.accent
    readonly property color accentInk: roles.accentInk
    readonly property color accentPressed: roles.accentPressed
    readonly property color accentSoft: roles.accentSoft
    readonly property color accentText: roles.accentText
    readonly property color selectedInk: roles.selectedInk
    readonly property color selectedInkSoft: roles.selectedInkSoft
    readonly property color selectedText: roles.selectedText
    readonly property color threadSoft: roles.threadSoft
    readonly property color goodSoft: roles.goodSoft
    readonly property color goodText: roles.goodText
    readonly property color waitSoft: roles.waitSoft
    readonly property color waitText: roles.waitText
    readonly property color careSoft: roles.careSoft
    readonly property color careText: roles.careText
    readonly property color focusColor: roles.focus
    readonly property color focusEdge: roles.focusEdge
    readonly property color scrim: roles.scrim
}
