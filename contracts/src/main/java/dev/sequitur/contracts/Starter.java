package dev.sequitur.contracts;

import java.util.Map;
import java.util.UUID;

/**
 * What started a run.
 *
 * @param kind {@code Rule}
 * @param version the published version that decided
 * @param labels the definition's labels at that version
 */
public record Starter(
    String kind, UUID uid, String name, int version, Map<String, String> labels) {}
