"""All use cases over one office, as the faces and the runtime get them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.admin import Admin
from bot.services.artwork import ArtworkDesk
from bot.services.broadcasts import Broadcasts
from bot.services.buttons import Buttons
from bot.services.catalogue_changes import CatalogueChanges
from bot.services.catalogue_desk import CatalogueDesk
from bot.services.demand.desk import DemandDesk
from bot.services.dispatch import Dispatch
from bot.services.drafting import Drafting
from bot.services.exports import Exports
from bot.services.files import FileRules, Files
from bot.services.follow_ups import FollowUps
from bot.services.health import HealthDesk
from bot.services.invites import Invites
from bot.services.languages import Languages
from bot.services.makers_words import MakersWords
from bot.services.material import MaterialDesk
from bot.services.my_orders import MyOrders
from bot.services.office import Office
from bot.services.order_buttons import OrderButtons
from bot.services.ordering import Ordering
from bot.services.parts.desk import PassDesk
from bot.services.people import Sender, language_of, person_of
from bot.services.pools.desk import PoolDesk
from bot.services.pools.pools import Pools
from bot.services.prices import Prices
from bot.services.privacy import Privacy
from bot.services.reachability import Reachability
from bot.services.reloading import Reloader
from bot.services.scores import Scores
from bot.services.set_up.desk import SetUps
from bot.services.steering import Steering
from bot.services.supplier_card import SupplierCard
from bot.services.taught_readers import TaughtReaders
from bot.services.teaching import TeachDesk
from bot.services.thread import Thread
from bot.services.trail import Trail
from bot.services.transitions import Transitions
from bot.services.unknown import UnknownDesk
from bot.services.worklist import Worklist
from bot.services.workshop import Workshop


@dataclass(frozen=True)
class UseCases:
    """What people and the clock can ask for."""

    office: Office
    ordering: Ordering
    order_buttons: OrderButtons
    dispatch: Dispatch
    makers_words: MakersWords
    passing: PassDesk
    material: MaterialDesk
    worklist: Worklist
    thread: Thread
    workshop: Workshop
    prices: Prices
    scores: Scores
    buttons: Buttons
    steering: Steering
    supplier_card: SupplierCard
    trail: Trail
    health: HealthDesk
    broadcasts: Broadcasts
    exports: Exports
    demand: DemandDesk
    languages: Languages
    admin: Admin
    unknown: UnknownDesk
    teaching: TeachDesk
    taught_readers: TaughtReaders
    reloader: Reloader | None
    catalogue: CatalogueDesk
    catalogue_changes: CatalogueChanges
    follow_ups: FollowUps
    pool_desk: PoolDesk
    reachability: Reachability
    files: Files
    invites: Invites
    set_ups: SetUps
    privacy: Privacy

    async def meet(self, sender: Sender) -> str:
        """Make somebody known; returns the language to speak to them."""
        async with self.office.database.transaction() as tx:
            await person_of(tx, sender, self.office)
            return await language_of(tx, sender.chat_id, self.office)

    @classmethod
    def over(cls, office: Office, file_rules: FileRules | None = None) -> UseCases:
        """The use cases of an office."""
        transitions = Transitions(office)
        drafting = Drafting(office, transitions)
        past = MyOrders(office)
        pools = Pools(office, transitions)
        order_buttons = OrderButtons(office, transitions, drafting, past, pools)
        ordering = Ordering(office, transitions, drafting, order_buttons, past)
        thread = Thread(office)
        workshop = Workshop(office)
        dispatch = Dispatch(office, transitions, thread, workshop)
        passing, material = PassDesk(office, transitions), MaterialDesk(office, ordering, drafting, past)
        worklist, scores, prices = Worklist(office), Scores(office), Prices(office, file_rules or FileRules())
        readers, unknown = TaughtReaders(office), UnknownDesk(office)
        teaching = TeachDesk(office, readers)
        reloader = Reloader(office, office.texts, readers) if office.texts else None
        changes = CatalogueChanges(office, reloader, file_rules or FileRules())
        invites = Invites(office, transitions)
        set_ups = SetUps(office, file_rules or FileRules())
        steering = Steering(office, transitions)
        languages = Languages(office)
        supplier_card, trail, broadcasts = SupplierCard(office), Trail(office), Broadcasts(office)
        exports, demand = Exports(office), DemandDesk(office)
        return cls(
            office=office,
            ordering=ordering,
            order_buttons=order_buttons,
            dispatch=dispatch,
            makers_words=MakersWords(dispatch, worklist, scores, prices, workshop, passing, material, demand),
            passing=passing,
            material=material,
            worklist=worklist,
            thread=thread,
            workshop=workshop,
            prices=prices,
            scores=scores,
            buttons=Buttons(
                office,
                order_buttons,
                past,
                dispatch,
                steering,
                supplier_card,
                trail,
                broadcasts,
                languages,
                workshop,
                set_ups,
                unknown,
                teaching,
                readers,
                exports,
                changes,
                passing,
                material,
                demand,
            ),
            steering=steering,
            supplier_card=supplier_card,
            trail=trail,
            health=HealthDesk(office),
            broadcasts=broadcasts,
            exports=exports,
            demand=demand,
            languages=languages,
            admin=Admin(office),
            unknown=unknown,
            teaching=teaching,
            taught_readers=readers,
            reloader=reloader,
            catalogue=CatalogueDesk(office, reloader),
            catalogue_changes=changes,
            follow_ups=FollowUps(office, transitions, broadcasts, exports, changes, pools, demand),
            pool_desk=PoolDesk(office, transitions, drafting),
            reachability=Reachability(office, transitions),
            files=Files(office, ordering, ArtworkDesk(office, drafting), file_rules or FileRules()),
            invites=invites,
            set_ups=set_ups,
            privacy=Privacy(office, transitions, invites),
        )
