package wire

// redacted stands where a sensitive value was.
const redacted = "[REDACTED]"
