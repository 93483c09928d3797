namespace MySqlOps.Engine.Compare;

/// <summary>As what differences come out.</summary>
public enum DiffType
{
    /// <summary>Objects.</summary>
    Object,

    /// <summary>Text, as <c>diff -u</c> prints it.</summary>
    Unified,

    /// <summary>Text, as <c>diff -c</c> prints it.</summary>
    Context,

    /// <summary>Text: every line, with a minus, a plus or blanks before it.</summary>
    Differ,

    /// <summary>The SQL that removes the differences.</summary>
    Sql,
}
