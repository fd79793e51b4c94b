package stoa.base.pagecache;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import stoa.base.view.TopicEnd;
import stoa.base.view.Unread;
import stoa.base.web.PlaceholderMember;

/**
 * A page that members share, packed once for all of them as the parts of one gzip stream (RFC 1951,
 * 1952). Each reader's own stands between in stored blocks: it is never packed with anything, so
 * the length of a page tells nothing of it, whatever a visitor chooses to stand beside it (BREACH).
 *
 * <p>What is packed later may refer back to what was packed before, as long as the distance is the
 * same for all readers. So a slot of a known length takes part in the window by a filler of bytes
 * that no text in UTF-8 has, and a mark of something unread leaves blanks where it does not stand;
 * after a slot of any other length the packing begins anew.
 */
final class PackedSkeleton {
  private static final int LEVEL = 6;
  private static final byte NEVER_IN_UTF_8 = (byte) 0xff;
  private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** An empty stored block that is the last one. */
  private static final byte[] LAST = {1, 0, 0, (byte) 0xff, (byte) 0xff};

  private static final int LONGEST_STORED = 0xffff;

  private final List<Piece> all = new ArrayList<>();
  private final boolean possible;
  private int packedBytes;

  private sealed interface Piece {}

  /** Compared with nothing. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Packed(byte[] packed, byte[] plain) implements Piece {}

  /**
   * @param length of every reader's; 0 where it may be any
   */
  private record Own(PlaceholderMember.Slot slot, int length) implements Piece {}

  /** Compared with nothing. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Fresh(long board, List<TopicEnd> ends, byte[] shown, byte[] blank)
      implements Piece {}

  private PackedSkeleton(boolean possible) {
    this.possible = possible;
  }

  /**
   * Packs a page. One that has marks around what is a reader's own is always sent plain.
   *
   * @param sample one reader's own, for the lengths of what has always the same
   */
  static PackedSkeleton of(PageSkeleton page, Function<PlaceholderMember.Slot, byte[]> sample) {
    try (var packer = new Packer(sample)) {
      return packer.add(page) ? packer.packed() : new PackedSkeleton(false);
    }
  }

  /** Packs one page. */
  private static final class Packer implements AutoCloseable {
    private final PackedSkeleton result = new PackedSkeleton(true);
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final Function<PlaceholderMember.Slot, byte[]> sample;
    private Deflater deflater = new Deflater(LEVEL, true);

    Packer(Function<PlaceholderMember.Slot, byte[]> sample) {
      this.sample = sample;
    }

    boolean add(PageSkeleton page) {
      for (PageSkeleton.Piece piece : page.pieces()) {
        boolean added =
            switch (piece) {
              case PageSkeleton.Bytes bytes -> add(bytes.text());
              case PageSkeleton.Own own -> add(own.hole());
              case PageSkeleton.Part part -> add(part.usual());
              case PageSkeleton.Fresh fresh -> add(fresh);
            };
        if (!added) {
          return false;
        }
      }
      return true;
    }

    private boolean add(byte[] bytes) {
      text.writeBytes(bytes);
      return true;
    }

    private boolean add(PlaceholderMember.Slot slot) {
      flush();
      int length = slot.sameLength() ? sample.apply(slot).length : 0;
      result.all.add(new Own(slot, length));
      skip(length);
      return true;
    }

    private boolean add(PageSkeleton.Fresh fresh) {
      var inner = fresh.inner().pieces();
      if (inner.size() != 1 || !(inner.getFirst() instanceof PageSkeleton.Bytes shown)) {
        return false;
      }
      flush();
      byte[] blank = new byte[shown.text().length];
      Arrays.fill(blank, (byte) ' ');
      result.all.add(new Fresh(fresh.board(), fresh.ends(), shown.text(), blank));
      skip(blank.length);
      return true;
    }

    private void flush() {
      byte[] plain = text.toByteArray();
      text.reset();
      if (plain.length == 0) {
        return;
      }
      deflater.setInput(plain);
      var out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int count;
      do {
        count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        out.write(buffer, 0, count);
      } while (count == buffer.length);
      byte[] packed = out.toByteArray();
      result.all.add(new Packed(packed, plain));
      result.packedBytes += packed.length;
    }

    /** What others see there is not known here, only how long it is; 0: not even that. */
    private void skip(int length) {
      if (length == 0) {
        deflater.end();
        deflater = new Deflater(LEVEL, true);
      } else {
        byte[] filler = new byte[length];
        Arrays.fill(filler, NEVER_IN_UTF_8);
        deflater.setDictionary(filler);
      }
    }

    PackedSkeleton packed() {
      flush();
      return result;
    }

    @Override
    public void close() {
      deflater.end();
    }
  }

  /**
   * The page for one reader, as gzip; null where it has to be sent plain, which is also where
   * something of theirs has another length than others', or is too long.
   */
  byte @Nullable [] filled(Function<PlaceholderMember.Slot, byte[]> own, Unread unread) {
    if (!possible) {
      return null;
    }
    var out = new ByteArrayOutputStream(packedBytes + 4096);
    var crc = new CRC32();
    int length = 0;
    out.writeBytes(HEAD);
    for (Piece piece : all) {
      byte[] plain =
          switch (piece) {
            case Packed packed -> packed.plain();
            case Own(var slot, int _) -> own.apply(slot);
            case Fresh fresh ->
                unread.any(fresh.board(), fresh.ends()) ? fresh.shown() : fresh.blank();
          };
      switch (piece) {
        case Packed packed -> out.writeBytes(packed.packed());
        case Own(var _, int usual) -> {
          if (plain.length > LONGEST_STORED || (usual > 0 && plain.length != usual)) {
            return null;
          }
          store(out, plain);
        }
        case Fresh _ -> store(out, plain);
      }
      crc.update(plain);
      length += plain.length;
    }
    out.writeBytes(LAST);
    littleEndian(out, (int) crc.getValue(), 4);
    littleEndian(out, length, 4);
    return out.toByteArray();
  }

  private static void store(ByteArrayOutputStream out, byte[] bytes) {
    out.write(0);
    littleEndian(out, bytes.length, 2);
    littleEndian(out, ~bytes.length, 2);
    out.writeBytes(bytes);
  }

  private static void littleEndian(ByteArrayOutputStream out, int number, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(number >>> (8 * i));
    }
  }
}
