namespace MySqlOps.Engine.Protocol;

/// <summary>What came over the wire does not follow the protocol: the connection is out of step and of no more use.</summary>
/// <param name="message">What was expected and what came.</param>
internal sealed class WireFormatException(string message) : IOException(message);
