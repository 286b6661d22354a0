"""Which page shows a state: its QML file and its view model."""

from collections.abc import Callable, Mapping

from kiosk.visit import state as visit
from kiosk.visit.state import State
from ui.bridge import PageModel, Post
from ui.screens.agencies import AgenciesModel
from ui.screens.attract import AttractModel
from ui.screens.detail import DetailModel
from ui.screens.home import HomeModel
from ui.screens.out_of_service import OutOfServiceModel
from ui.screens.search import SearchModel
from ui.screens.services import ServicesModel

Page = tuple[str, Callable[[Post], PageModel]]

PAGES: Mapping[type[visit.Screen], Page] = {
    visit.Home: ("Home.qml", HomeModel),
    visit.Agencies: ("Agencies.qml", AgenciesModel),
    visit.Services: ("Services.qml", ServicesModel),
    visit.Search: ("Search.qml", SearchModel),
    visit.Detail: ("Detail.qml", DetailModel),
}


def page_of(state: State) -> Page:
    if state.visit is not None:
        return PAGES[type(state.visit.screen)]
    if state.facts.identity is None:
        return "OutOfService.qml", OutOfServiceModel
    return "Attract.qml", AttractModel
