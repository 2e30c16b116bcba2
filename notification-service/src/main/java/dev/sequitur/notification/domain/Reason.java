package dev.sequitur.notification.domain;

/** Why a message is not simply on its way. */
public enum Reason {
  /** Its person wants nothing of this category on this channel. */
  PREFERENCE_OFF,
  /** It waits for its person's digest. */
  DIGEST,
  /** It waits for the end of its person's quiet hours. */
  QUIET_HOURS,
  /** The channel is not published, or is suspended. */
  CHANNEL_NOT_IN_FORCE,
  /** Neither the channel nor its person has an address. */
  NO_ADDRESS,
  /** The channel's template is not published: the default one was used. */
  TEMPLATE_NOT_IN_FORCE,
  /** The channel's template failed on this: the default one was used. */
  TEMPLATE_FAILED
}
