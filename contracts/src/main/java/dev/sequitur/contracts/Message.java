package dev.sequitur.contracts;

import java.util.Map;

/**
 * One record to be produced.
 *
 * @param topic full topic name
 * @param key record key, decides the partition
 * @param value record value, JSON
 * @param headers CloudEvents and trace headers, UTF-8
 */
public record Message(String topic, String key, byte[] value, Map<String, String> headers) {}
