package dev.sequitur.kit.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.exceptions.CelRuntimeException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds arguments that are written out and can never do: a zone that there is not, for one. */
final class ArgumentCheck {

  private static final Set<String> GETTERS =
      Set.of(
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds",
          "dayOfWeek");

  private static final String NO_ZONE =
      "there is no such time zone; one is written as in Europe/Berlin, or +02:00";

  private ArgumentCheck() {}

  /** What is wrong with an argument. */
  record Finding(CelExpr argument, String detail) {}

  /** Null if nothing is known to be wrong. */
  static @Nullable Finding of(CelCall call) {
    Allowance.renew();
    var arguments = call.args();
    if (CalendarFunctions.NAMES.contains(call.function())) {
      return calendar(call.function(), arguments);
    }
    return switch (call.function()) {
      case "inCidr" -> range(arguments.getLast());
      case "format" -> zoned(arguments, DatePatterns::of, "this is no pattern such as yyyy-MM-dd");
      case "startOf" ->
          zoned(
              arguments,
              ArgumentCheck::unit,
              "known here: second, minute, hour, day, week, month, quarter, year");
      default -> GETTERS.contains(call.function()) ? zone(arguments) : null;
    };
  }

  /** Reads a text, or fails as an evaluation does. */
  private interface Reading {
    Object of(String text);
  }

  private static Object unit(String unit) {
    if (!TimeFunctions.isUnit(unit)) {
      throw Refusals.argument();
    }
    return unit;
  }

  private static @Nullable Finding zoned(List<CelExpr> arguments, Reading first, String detail) {
    var finding = arguments.isEmpty() ? null : read(arguments.getFirst(), first, detail);
    return finding == null && arguments.size() > 1
        ? read(arguments.getLast(), Zones::of, NO_ZONE)
        : finding;
  }

  private static @Nullable Finding zone(List<CelExpr> arguments) {
    return arguments.isEmpty() ? null : read(arguments.getLast(), Zones::of, NO_ZONE);
  }

  private static @Nullable Finding range(CelExpr argument) {
    if (argument.getKind() == Kind.LIST) {
      return argument.list().elements().stream()
          .map(ArgumentCheck::range)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    return read(
        argument,
        AddressRange::of,
        "this is no range of addresses such as 10.0.0.0/8 or 2001:db8::/32");
  }

  private static @Nullable Finding calendar(String function, List<CelExpr> arguments) {
    int at = function.equals("isBusinessDay") || function.equals("isHoliday") ? 1 : 2;
    if (arguments.size() <= at) {
      return null;
    }
    var name = text(arguments.get(at));
    var calendar = name == null ? null : Calendars.find(name);
    if (calendar == null) {
      return new Finding(
          arguments.get(at),
          name == null
              ? "a calendar's name is written out in quotes"
              : "there is no such calendar; one is written as in DE, DE-BY or US-NY");
    }
    if (arguments.size() > at + 1) {
      return read(arguments.get(at + 1), Zones::of, NO_ZONE);
    }
    return calendar.zone() == null
        ? new Finding(
            arguments.get(at), "its country has several time zones: give one as last argument")
        : null;
  }

  private static @Nullable Finding read(CelExpr argument, Reading reading, String detail) {
    var text = text(argument);
    if (text == null) {
      return null;
    }
    try {
      reading.of(text);
      return null;
    } catch (CelRuntimeException e) {
      return new Finding(argument, detail);
    }
  }

  private static @Nullable String text(CelExpr node) {
    return node.getKind() == Kind.CONSTANT
            && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? node.constant().stringValue()
        : null;
  }
}
