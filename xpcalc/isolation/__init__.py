"""A document -> its answer, read in a process of its own that can do nothing but read it and answer.

`supervisor` starts, `keeper` forks and ends, `child` is the process, `confine` and `seccomp` are what holds it,
`zygote` has the readers loaded, `spawned` is for systems without fork. To read with it, see `xpcalc/sandbox.py`.
"""

from xpcalc.isolation.confine import Tier, tier
from xpcalc.isolation.supervisor import Broken, Job, Outcome, Start, Supervisor, Tick

__all__ = ["Broken", "Job", "Outcome", "Start", "Supervisor", "Tick", "Tier", "tier"]
