package dev.sequitur.executor.lane;

/**
 * What shares a fate: calls of one workspace to one target.
 *
 * @param host host and port, or a stand-in where the target is not known before the call
 */
public record Lane(String workspace, String host) {}
