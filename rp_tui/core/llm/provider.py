"""Providers: the servers of a start, each with the line before it and what it says of our plan."""

from dataclasses import dataclass, field

from rp_tui.core.llm.allowance import allowance
from rp_tui.core.llm.chain import Chain
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.plan import Plan, units_of
from rp_tui.core.llm.scheduler import Scheduler

CALLS_OF_OUR_OWN = 1  # units of any call, where no provider sells them by size


@dataclass(slots=True, eq=False)
class Provider:
    """One server as one key knows it: what waits for it is in nobody else's way."""

    scheduler: Scheduler
    plan: Plan = field(default_factory=Plan)

    def learn(self, plan: Plan) -> None:
        """Go by what the plan allows from now on; where it says nothing, by what is known."""
        self.plan = plan
        if plan.units:
            self.scheduler.cost = units_of
            self.scheduler.resize(plan.units)


class Providers:
    """Makes a provider for an endpoint once, and asks all of them what they allow."""

    def __init__(self, clients: Clients, units: int) -> None:
        self._clients, self._units = clients, units
        self._known: dict[Endpoint, Provider] = {}

    def of(self, endpoint: Endpoint) -> Provider:
        """The provider of an endpoint; on this machine a model's size costs no plan's units."""
        if endpoint not in self._known:
            cost = (lambda _: CALLS_OF_OUR_OWN) if endpoint.local else units_of
            self._known[endpoint] = Provider(Scheduler(self._units, cost))
        return self._known[endpoint]

    async def learn(self, *chains: Chain) -> list[str]:
        """Ask what each server's plan allows; say which of the chains' models it does not run."""
        links = {link.endpoint: link for chain in chains for link in chain.links}
        for endpoint, link in links.items():
            if not link.offline:
                self.of(endpoint).learn(await allowance(endpoint, self._clients))
        return [
            f"{chain.slot}.{'fallbacks' if at else 'model'}: {trouble}"
            for chain in chains
            for at, link in enumerate(chain.links)
            if (trouble := self.of(link.endpoint).plan.runs(link.params.model))
        ]
