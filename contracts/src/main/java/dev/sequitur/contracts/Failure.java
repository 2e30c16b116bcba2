package dev.sequitur.contracts;

/**
 * Why something did not succeed.
 *
 * @param code stable, see the list of problems
 */
public record Failure(String code, String detail) {}
