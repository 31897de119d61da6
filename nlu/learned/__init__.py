"""The trained part: what a message is for where no rule knows its wording; trained from `nlu/training`."""
