package dev.gatehouse.browser;

/**
 * What a script gave in one frame.
 *
 * @param frame the adapter's key of the frame, valid while the frame's document lives
 * @param address the frame's address
 * @param main whether it is the main frame
 * @param value the string the script returned
 */
public record FrameReading(String frame, String address, boolean main, String value) {}
