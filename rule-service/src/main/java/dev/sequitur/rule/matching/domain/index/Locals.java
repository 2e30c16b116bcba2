package dev.sequitur.rule.matching.domain.index;

import java.util.ArrayList;
import java.util.List;

/** The fields of one condition, numbered as they are met. */
final class Locals {

  private final List<List<String>> names = new ArrayList<>();

  int of(List<String> field) {
    int known = names.indexOf(field);
    if (known >= 0) {
      return known;
    }
    names.add(field);
    return names.size() - 1;
  }

  List<List<String>> all() {
    return List.copyOf(names);
  }
}
