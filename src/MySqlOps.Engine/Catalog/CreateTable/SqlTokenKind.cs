namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>What a piece of a statement's text is.</summary>
internal enum SqlTokenKind
{
    /// <summary>Nothing: the text is at its end.</summary>
    None,

    /// <summary>A bare word or number.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    Name,

    /// <summary>A text in single or double quotes.</summary>
    Text,

    /// <summary>One other character.</summary>
    Symbol,

    /// <summary>The beginning of a comment whose content is run, as <c>/*!80023</c> or <c>/*T!</c>.</summary>
    ConditionStart,

    /// <summary>Its end, <c>*/</c>.</summary>
    ConditionEnd,
}
