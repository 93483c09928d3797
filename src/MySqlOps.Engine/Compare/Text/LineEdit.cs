namespace MySqlOps.Engine.Compare.Text;

/// <summary>A line of two texts held against each other.</summary>
/// <param name="Kind">A blank for a line of both, <c>-</c> for one of the first alone, <c>+</c> for one of the second alone.</param>
/// <param name="Line">The line without its end.</param>
internal readonly record struct LineEdit(char Kind, string Line);
