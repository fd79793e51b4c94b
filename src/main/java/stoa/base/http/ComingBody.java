package stoa.base.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads a body as it comes, on the thread that reads from connections: while it waits for more it
 * holds no thread and no place in {@link InFlight}, so that slow visitors cost the others nothing.
 * Bytes are copied, since Jetty's buffer is kept whole for the few that may be in it.
 */
final class ComingBody {
  /** Most forms are smaller; it also stands for what a waiting request takes besides. */
  private static final int FIRST = 4096;

  private final Request request;
  private final long most;
  private final BodyRoom.Share room;
  private final Consumer<Request> whole;
  private final Runnable noRoom;
  private byte[] bytes = {};
  private int length;

  /**
   * @param whole takes the request when its body is there, or has failed
   * @param noRoom done instead, where there is no room for it
   */
  ComingBody(
      Request request, long most, BodyRoom.Share room, Consumer<Request> whole, Runnable noRoom) {
    this.request = request;
    this.most = most;
    this.room = room;
    this.whole = whole;
    this.noRoom = noRoom;
  }

  void read() {
    for (; ; ) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        whole.accept(new Whole(request, failure(chunk.getFailure())));
        return;
      }
      boolean last = chunk.isLast();
      boolean kept = isKept(chunk.getByteBuffer());
      chunk.release();
      if (!kept) {
        noRoom.run();
        return;
      }
      if (last) {
        whole.accept(
            new Whole(request, Content.Chunk.from(ByteBuffer.wrap(bytes, 0, length), true)));
        return;
      }
    }
  }

  private boolean isKept(ByteBuffer more) {
    int wanted = length + more.remaining();
    if (wanted > bytes.length) {
      int size = (int) Math.min(most, Math.max(wanted, Math.max(FIRST, bytes.length * 2L)));
      if (!room.take(size - bytes.length)) {
        return false;
      }
      bytes = Arrays.copyOf(bytes, size);
    }
    int here = more.remaining();
    more.get(bytes, length, here);
    length += here;
    return true;
  }

  /** Jetty calls silence a time-out, which would look like a fault of ours. */
  private static Content.Chunk failure(Throwable why) {
    return Content.Chunk.from(
        why instanceof TimeoutException
            ? new HttpException.RuntimeException(408, "body came to a halt")
            : why,
        true);
  }

  /** The request with its body, or with its failure, at hand. */
  private static final class Whole extends Request.Wrapper {
    private Content.Chunk next;

    private Whole(Request request, Content.Chunk body) {
      super(request);
      this.next = body;
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = next;
      next = Content.Chunk.isFailure(chunk) ? chunk : Content.Chunk.EOF;
      return chunk;
    }

    @Override
    public void demand(Runnable whenThere) {
      whenThere.run();
    }
  }
}
