package dev.sequitur.cli.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a rule is found below its workspace. */
final class RulePath {

  private RulePath() {}

  /** A sub-resource of a rule, whatever was typed as its name. */
  static String of(String rule, String below) {
    return "/rules/" + URLEncoder.encode(rule, StandardCharsets.UTF_8) + "/" + below;
  }
}
