namespace MySqlOps.Engine.Connect.OptionFiles;

/// <summary>What a line of an option file is.</summary>
internal enum OptionLineKind
{
    /// <summary>Empty, blank or a comment.</summary>
    Blank,

    /// <summary><c>[group]</c>.</summary>
    Group,

    /// <summary><c>name</c> or <c>name=value</c>.</summary>
    Option,

    /// <summary><c>!include</c> or <c>!includedir</c> with its path as the value.</summary>
    Include,

    /// <summary>A directive that the mysql client does not know and passes over.</summary>
    UnknownDirective,

    /// <summary>A group that is not closed, or a directive that lacks its path: the mysql client gives up here.</summary>
    Broken,
}
