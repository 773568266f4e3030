"""荷问: answers from an office's reports, always with the sentence that proves the answer."""
