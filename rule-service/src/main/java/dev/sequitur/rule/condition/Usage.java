package dev.sequitur.rule.condition;

import java.util.List;

/**
 * Who refers to a condition.
 *
 * @param kind {@code Rule} or {@code Condition}
 * @param published whether its latest published version does; suspended ones count
 * @param draft whether its draft does
 * @param version the published version, 0 if there is none
 * @param through the conditions between, from it to the one asked about; empty if it refers to it
 *     itself
 */
public record Usage(
    String kind,
    String name,
    boolean published,
    boolean draft,
    int version,
    List<String> through) {}
