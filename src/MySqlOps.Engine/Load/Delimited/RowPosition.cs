using System.Runtime.InteropServices;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>A place between two rows of a file, at which a later reading can go on.</summary>
/// <param name="Rows">The rows before it.</param>
/// <param name="Line">The line there, from 1.</param>
/// <param name="Offset">The bytes before it, of the unpacked text in UTF-8.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowPosition(long Rows, long Line, long Offset);
