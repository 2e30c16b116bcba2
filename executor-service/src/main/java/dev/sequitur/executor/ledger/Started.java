package dev.sequitur.executor.ledger;

import dev.sequitur.executor.action.PreparedAction;

/** A committed claim whose attempt is to be made now. */
public record Started(Claim claim, PreparedAction<?> action) {}
