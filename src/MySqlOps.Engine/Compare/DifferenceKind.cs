namespace MySqlOps.Engine.Compare;

/// <summary>What a difference is.</summary>
public enum DifferenceKind
{
    /// <summary>An object that the source has and the target lacks.</summary>
    MissingOnTarget,

    /// <summary>An object that the target has and the source lacks.</summary>
    MissingOnSource,

    /// <summary>Both have the object, and a property of its definition differs.</summary>
    DefinitionDiffers,

    /// <summary>A row that the source has and the target lacks.</summary>
    RowMissing,

    /// <summary>A row that the target has and the source lacks.</summary>
    RowExtra,

    /// <summary>Both have a row of this key, and columns of it differ.</summary>
    RowDiffers,
}
