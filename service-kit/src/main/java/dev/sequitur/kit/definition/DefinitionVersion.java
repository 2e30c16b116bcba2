package dev.sequitur.kit.definition;

import java.time.Instant;

/** One published version, immutable. */
public record DefinitionVersion(
    int version, Manifest manifest, Instant publishedAt, String publishedBy) {}
