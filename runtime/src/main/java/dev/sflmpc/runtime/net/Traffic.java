package dev.sflmpc.runtime.net;

/**
 * What a channel has cost so far.
 *
 * @param wireSentBytes bytes given to TCP, TLS included; 0 where there is no TCP
 * @param wireReceivedBytes bytes taken from TCP, TLS included, whether or not they were read from the channel yet
 * @param sendWaitNanos time that the caller waited because the peer or the network took no more
 * @param receiveWaitNanos time that the caller waited for bytes from the peer
 */
public record Traffic(long wireSentBytes, long wireReceivedBytes, long sendWaitNanos, long receiveWaitNanos) {

    /** Nothing is known. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);
}
