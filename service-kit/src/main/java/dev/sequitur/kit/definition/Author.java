package dev.sequitur.kit.definition;

/** Who changes a definition, and in which workspace; both from the authenticated context. */
public record Author(String workspace, String principal) {}
