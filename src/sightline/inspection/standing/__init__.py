"""What a council's record shows by itself: standing evidence, weighed into lines of enquiry and indicative grades."""
