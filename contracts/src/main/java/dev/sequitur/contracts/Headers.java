package dev.sequitur.contracts;

/**
 * Kafka record headers. CloudEvents 1.0 attributes in the binary mode of its Kafka protocol binding
 * ({@code ce_} + attribute name), extensions of our own behind them, and W3C trace context.
 */
public final class Headers {

  public static final String CONTENT_TYPE = "content-type";
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";

  /** The ordering key: CloudEvents partitioning extension. */
  public static final String PARTITION_KEY = "ce_partitionkey";

  public static final String WORKSPACE = "ce_workspace";

  /** Uid of the trigger that accepted the event. */
  public static final String TRIGGER = "ce_trigger";

  public static final String TRIGGER_VERSION = "ce_triggerversion";

  /** How many emitted events lie behind this one; 0 from outside. */
  public static final String HOPS = "ce_hops";

  /** {@code true} where the trigger follows the runs of its event; absent otherwise. */
  public static final String FOLLOWED = "ce_followruns";

  /** Uids of the rules behind an emitted event, the earliest first, with commas; absent = none. */
  public static final String CHAIN = "ce_chain";

  /** Of a start that asks its brake: what it is counted under. */
  public static final String BRAKE = "ce_brake";

  /** How many may pass in a window, a whole number. */
  public static final String BRAKE_STARTS = "ce_brakestarts";

  /** How long a window is, ISO 8601. */
  public static final String BRAKE_WITHIN = "ce_brakewithin";

  /** {@code true} where the first that may not pass suspends the rule; absent otherwise. */
  public static final String BRAKE_SUSPENDS = "ce_brakesuspends";

  /** Which change of the rule decided, a whole number. */
  public static final String BRAKE_CHANGE = "ce_brakechange";

  /** W3C trace context. */
  public static final String TRACE_PARENT = "traceparent";

  /** On quarantined records: where the record came from and why it could not be read. */
  public static final String QUARANTINE_TOPIC = "sequitur-source-topic";

  public static final String QUARANTINE_PARTITION = "sequitur-source-partition";
  public static final String QUARANTINE_OFFSET = "sequitur-source-offset";
  public static final String QUARANTINE_HOP = "sequitur-hop";
  public static final String QUARANTINE_REASON = "sequitur-reason";

  /** On a quarantined copy that was cut short: how many bytes the record has. */
  public static final String QUARANTINE_LENGTH = "sequitur-length";

  private Headers() {}
}
