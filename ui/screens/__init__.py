"""Which page shows a state: its QML file and its view model."""

from collections.abc import Callable, Mapping

from kiosk.visit import state as visit
from kiosk.visit.state import State
from ui.bridge import PageModel, Post
from ui.screens.agencies import AgenciesModel
from ui.screens.asking import AskingModel
from ui.screens.attract import AttractModel
from ui.screens.consent import ConsentModel
from ui.screens.detail import DetailModel
from ui.screens.display_help import DisplayHelpModel
from ui.screens.documents import DocumentsModel
from ui.screens.done import DoneModel
from ui.screens.form_question import FormQuestionModel
from ui.screens.home import HomeModel
from ui.screens.issuing import IssuingModel
from ui.screens.life_event import LifeEventModel
from ui.screens.life_events import LifeEventsModel
from ui.screens.nik import NikModel
from ui.screens.no_paper import NoPaperModel
from ui.screens.notice import NoticeModel
from ui.screens.out_of_service import OutOfServiceModel
from ui.screens.pin import PinModel
from ui.screens.power_cut import PowerCutModel
from ui.screens.printing import PrintingModel
from ui.screens.priority import PriorityModel
from ui.screens.scan import ScanModel
from ui.screens.search import SearchModel
from ui.screens.services import ServicesModel
from ui.screens.sound_help import SoundHelpModel
from ui.screens.staff_help import StaffHelpModel
from ui.screens.surrender import SurrenderModel
from ui.screens.surrendered import SurrenderedModel
from ui.screens.technician import TechnicianModel
from ui.screens.technician_printer import TechnicianPrinterModel

Page = tuple[str, Callable[[Post], PageModel]]

PAGES: Mapping[type[visit.Screen], Page] = {
    visit.Home: ("Home.qml", HomeModel),
    visit.Agencies: ("Agencies.qml", AgenciesModel),
    visit.Services: ("Services.qml", ServicesModel),
    visit.LifeEvents: ("LifeEvents.qml", LifeEventsModel),
    visit.LifeEvent: ("LifeEvent.qml", LifeEventModel),
    visit.Search: ("Search.qml", SearchModel),
    visit.Detail: ("Detail.qml", DetailModel),
    visit.Priority: ("Priority.qml", PriorityModel),
    visit.NoPaper: ("NoPaper.qml", NoPaperModel),
    visit.Issuing: ("Issuing.qml", IssuingModel),
    visit.Done: ("Done.qml", DoneModel),
    visit.Surrender: ("Surrender.qml", SurrenderModel),
    visit.Surrendered: ("Surrendered.qml", SurrenderedModel),
    visit.Consent: ("Consent.qml", ConsentModel),
    visit.Nik: ("Nik.qml", NikModel),
    visit.Scan: ("Scan.qml", ScanModel),
    visit.AccessPin: ("AccessPin.qml", PinModel),
    visit.Asking: ("Asking.qml", AskingModel),
    visit.Documents: ("Documents.qml", DocumentsModel),
    visit.FormQuestion: ("FormQuestion.qml", FormQuestionModel),
    visit.PrintPin: ("PrintPin.qml", PinModel),
    visit.Printing: ("Printing.qml", PrintingModel),
    visit.DocumentDone: ("DocumentDone.qml", PrintingModel),
    visit.PowerCut: ("PowerCut.qml", PowerCutModel),
    visit.Notice: ("Notice.qml", NoticeModel),
    visit.TechnicianPin: ("TechnicianPin.qml", PinModel),
    visit.Technician: ("Technician.qml", TechnicianModel),
    visit.TechnicianPrinter: ("TechnicianPrinter.qml", TechnicianPrinterModel),
}

ASIDES: Mapping[type[visit.Aside], Page] = {
    visit.DisplayHelp: ("DisplayHelp.qml", DisplayHelpModel),
    visit.StaffHelp: ("StaffHelp.qml", StaffHelpModel),
    visit.SoundHelp: ("SoundHelp.qml", SoundHelpModel),
}
"""Pages that lie over a screen."""

RESTING: Page = ("Attract.qml", AttractModel)
CLOSED: Page = ("OutOfService.qml", OutOfServiceModel)

FILES = frozenset(file for file, _ in (*PAGES.values(), *ASIDES.values(), RESTING, CLOSED))


def aside_of(state: State) -> Page | None:
    if state.visit is None or state.visit.aside is None:
        return None
    return ASIDES[type(state.visit.aside)]


def page_of(state: State) -> Page:
    if state.visit is not None:
        return PAGES[type(state.visit.screen)]
    return RESTING if state.facts.in_service else CLOSED
