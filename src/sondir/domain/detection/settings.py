"""The few numbers of the detector, each with its reason."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class DetectorSettings:
    """What an installation may tune; the defaults come from benchmarks/detection.

    Days and minutes stand in the names. The hybrid rule is the only place with a
    count and a window: a cluster that chance brings once in *certain_days* needs no
    count; *crowd* clients within *crowd_min* minutes need only *crowd_days*. In a
    branch's *first_days* both bars are lowered to *first_share*: the tail of a guessed
    rate carries our ignorance already, and the first days hold few false alarms.
    """

    look_days: float = 180.0
    certain_days: float = 650.0
    crowd: int = 4
    crowd_min: float = 40.0
    crowd_days: float = 60.0
    swell_days: float = 6000.0
    fewest_witnesses: int = 3  # two people may be one couple: never an alarm
    longest_window_min: float = 120.0
    lapse_min: float = 180.0  # formats: a level lapses after 3 h without a complaint
    late_h: float = 24.0  # what comes later than this changes nothing
    first_days: float = 2.0
    first_share: float = 0.77

    def of_first_days(self) -> "DetectorSettings":
        """Return the settings of a branch that nobody knows yet.

        >>> DetectorSettings(certain_days=1000).of_first_days().certain_days
        770.0
        """
        return replace(
            self,
            certain_days=self.certain_days * self.first_share,
            crowd_days=self.crowd_days * self.first_share,
        )
