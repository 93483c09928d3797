namespace MySqlOps.Engine.Load.Scripts;

/// <summary>One statement of a script.</summary>
/// <param name="Text">Its bytes, without the delimiter and the blanks around. Good until the next statement is read.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Offset">The place of its first byte in the script's text, unpacked.</param>
internal sealed record ScriptStatement(ReadOnlyMemory<byte> Text, long Line, long Offset);
