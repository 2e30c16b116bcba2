package dev.sequitur.notification.document;

import java.util.regex.Pattern;

/** Recognises e-mail addresses; strict enough that none breaks out of its header. */
public final class EmailAddress {

  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){0,8}");

  private EmailAddress() {}

  public static boolean isOne(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
