"""The commands; their order is the order of the help."""

from __future__ import annotations

from curriplan.cli.check import CHECK
from curriplan.cli.close import CLOSE
from curriplan.cli.command import Command
from curriplan.cli.compare import COMPARE
from curriplan.cli.demo import DEMO
from curriplan.cli.doctor import DOCTOR
from curriplan.cli.export import EXPORT
from curriplan.cli.gaps import GAPS
from curriplan.cli.history import HISTORY
from curriplan.cli.import_ import IMPORT
from curriplan.cli.metrics import METRICS_COMMAND
from curriplan.cli.new import NEW
from curriplan.cli.open_ import OPEN
from curriplan.cli.picture import PICTURE
from curriplan.cli.plan import PLAN
from curriplan.cli.rules import RULES
from curriplan.cli.samples import SAMPLES
from curriplan.cli.verify import VERIFY

COMMANDS: tuple[Command, ...] = (
    OPEN,
    SAMPLES,
    NEW,
    IMPORT,
    GAPS,
    CLOSE,
    PLAN,
    CHECK,
    RULES,
    METRICS_COMMAND,
    COMPARE,
    EXPORT,
    HISTORY,
    VERIFY,
    PICTURE,
    DEMO,
    DOCTOR,
)
