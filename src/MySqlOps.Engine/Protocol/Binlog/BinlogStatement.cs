namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>A statement that was logged as text.</summary>
/// <param name="Database">The default database; empty for none.</param>
/// <param name="Text">The text, taken for UTF-8; cut where it is very long.</param>
internal sealed record BinlogStatement(string Database, string Text);
