namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>An event of a binary log is not built as its type demands: the log is damaged, or of a format that this reader does not know.</summary>
/// <param name="message">What was expected and what came.</param>
/// <param name="inner">What found it out; null when this reader did.</param>
internal sealed class BinlogFormatException(string message, Exception? inner = null) : IOException(message, inner);
