package dev.sequitur.kit.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes trees without expanded macros as text. */
final class SyntaxWriter {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What no name may be, not even behind a dot. */
  private static final Set<String> WORDS = Set.of("in", "true", "false", "null");

  // How tightly a node binds; an operand that binds less than its place asks for is parenthesised.
  private static final int CHOICE = 0;
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int RELATION = 3;
  private static final int SUM = 4;
  private static final int PRODUCT = 5;
  private static final int UNARY = 6;
  private static final int MEMBER = 7;

  private record Binary(String sign, int binds) {

    /**
     * A chain of a logical operator is the same however it is grouped; others group to the left.
     */
    int right() {
      return binds == OR || binds == AND ? binds : binds + 1;
    }
  }

  private static final Map<String, Binary> BINARY =
      Map.ofEntries(
          Map.entry("_||_", new Binary("||", OR)),
          Map.entry("_&&_", new Binary("&&", AND)),
          Map.entry("_==_", new Binary("==", RELATION)),
          Map.entry("_!=_", new Binary("!=", RELATION)),
          Map.entry("_<_", new Binary("<", RELATION)),
          Map.entry("_<=_", new Binary("<=", RELATION)),
          Map.entry("_>_", new Binary(">", RELATION)),
          Map.entry("_>=_", new Binary(">=", RELATION)),
          Map.entry("@in", new Binary("in", RELATION)),
          Map.entry("_+_", new Binary("+", SUM)),
          Map.entry("_-_", new Binary("-", SUM)),
          Map.entry("_*_", new Binary("*", PRODUCT)),
          Map.entry("_/_", new Binary("/", PRODUCT)),
          Map.entry("_%_", new Binary("%", PRODUCT)));

  private final StringBuilder text = new StringBuilder();

  private SyntaxWriter() {}

  static String write(CelExpr tree) {
    var writer = new SyntaxWriter();
    writer.write(tree, CHOICE);
    return writer.text.toString();
  }

  private void write(CelExpr node, int needed) {
    boolean enclosed = binds(node) < needed;
    text.append(enclosed ? "(" : "");
    switch (node.getKind()) {
      case CONSTANT -> SyntaxConstants.write(node.constant(), text);
      case IDENT -> text.append(node.ident().name());
      case SELECT -> select(node);
      case CALL -> call(node.call());
      case LIST -> enclosed("[", node.list().elements(), "]");
      case MAP -> map(node.map());
      default -> throw new IllegalArgumentException("a node that no text makes: " + node.getKind());
    }
    text.append(enclosed ? ")" : "");
  }

  private static int binds(CelExpr node) {
    if (node.getKind() == Kind.CONSTANT) {
      // Neither -1.f() nor 1.f() is read as it is meant.
      return SyntaxConstants.isNumber(node.constant()) ? UNARY : MEMBER;
    }
    if (node.getKind() != Kind.CALL) {
      return MEMBER;
    }
    var binary = BINARY.get(node.call().function());
    if (binary != null) {
      return binary.binds();
    }
    return switch (node.call().function()) {
      case "_?_:_" -> CHOICE;
      case "!_", "-_" -> UNARY;
      default -> MEMBER;
    };
  }

  private void select(CelExpr node) {
    write(node.select().operand(), MEMBER);
    String field = node.select().field();
    boolean plain = NAME.matcher(field).matches() && !WORDS.contains(field);
    text.append('.').append(plain ? field : "`" + field + "`");
  }

  private void call(CelCall call) {
    var binary = BINARY.get(call.function());
    if (binary != null) {
      write(call.args().get(0), binary.binds());
      text.append(' ').append(binary.sign()).append(' ');
      write(call.args().get(1), binary.right());
      return;
    }
    switch (call.function()) {
      case "_?_:_" -> choice(call);
      case "!_", "-_" -> {
        text.append(call.function().charAt(0));
        write(call.args().get(0), MEMBER);
      }
      case "_[_]" -> {
        write(call.args().get(0), MEMBER);
        enclosed("[", call.args().subList(1, 2), "]");
      }
      default -> function(call);
    }
  }

  private void choice(CelCall call) {
    write(call.args().get(0), OR);
    text.append(" ? ");
    write(call.args().get(1), OR);
    text.append(" : ");
    write(call.args().get(2), CHOICE);
  }

  private void function(CelCall call) {
    call.target()
        .ifPresent(
            target -> {
              write(target, MEMBER);
              text.append('.');
            });
    text.append(call.function());
    enclosed("(", call.args(), ")");
  }

  private void map(CelMap map) {
    text.append('{');
    String separator = "";
    for (var entry : map.entries()) {
      text.append(separator);
      write(entry.key(), CHOICE);
      text.append(": ");
      write(entry.value(), CHOICE);
      separator = ", ";
    }
    text.append('}');
  }

  private void enclosed(String before, List<CelExpr> nodes, String after) {
    text.append(before);
    String separator = "";
    for (var node : nodes) {
      text.append(separator);
      write(node, CHOICE);
      separator = ", ";
    }
    text.append(after);
  }
}
