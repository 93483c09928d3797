namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A part of a line.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tone">The tone in which it is said.</param>
internal readonly record struct ToneText(string Text, TextTone Tone);
