package dev.sequitur.kit.database;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An array of one dimension as PostgreSQL sends and takes it in binary: number of dimensions, a
 * flag for nulls, the elements' type, length, lower bound, and for each element its length in bytes
 * (-1 for null) and its bytes; all in network order.
 */
final class BinaryArray {

  private static final int HEADER = 20;
  private static final int PER_ELEMENT = 24;

  private final int elementType;
  private final int length;
  private ByteBuffer bytes;
  private boolean hasNull;

  BinaryArray(int elementType, int length) {
    this.elementType = elementType;
    this.length = length;
    this.bytes = ByteBuffer.allocate(HEADER + length * PER_ELEMENT).position(HEADER);
  }

  void none() {
    room(0).putInt(-1);
    hasNull = true;
  }

  void bytes(byte[] element) {
    room(element.length).putInt(element.length).put(element);
  }

  void integer(int element) {
    room(Integer.BYTES).putInt(Integer.BYTES).putInt(element);
  }

  /** An element of one long, or of two. */
  void longs(long... parts) {
    var buffer = room(parts.length * Long.BYTES).putInt(parts.length * Long.BYTES);
    for (long part : parts) {
      buffer.putLong(part);
    }
  }

  private ByteBuffer room(int size) {
    var needed = Integer.BYTES + size;
    if (bytes.remaining() < needed) {
      var more = Math.max(2 * bytes.capacity(), bytes.position() + needed);
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), more)).position(bytes.position());
    }
    return bytes;
  }

  byte[] toBytes() {
    if (length == 0) {
      return ByteBuffer.allocate(12).putInt(0).putInt(0).putInt(elementType).array();
    }
    bytes.putInt(0, 1).putInt(4, hasNull ? 1 : 0).putInt(8, elementType);
    bytes.putInt(12, length).putInt(16, 1);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
