using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Rows.Values;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>A column that both sides have and that is compared.</summary>
internal sealed record ColumnPair
{
    /// <summary>The source's column.</summary>
    public required ColumnDefinition Source { get; init; }

    /// <summary>The target's column.</summary>
    public required ColumnDefinition Target { get; init; }

    /// <summary>What is selected on the source.</summary>
    public required string SourceExpression { get; init; }

    /// <summary>What is selected on the target.</summary>
    public required string TargetExpression { get; init; }

    /// <summary>True when values of both have one type, character set and collation, so that the sides order and compare them alike.</summary>
    public bool IsSameType =>
        string.Equals(Source.ColumnType, Target.ColumnType, StringComparison.OrdinalIgnoreCase) && Source.CharacterSet == Target.CharacterSet && Source.Collation == Target.Collation;

    /// <summary>The pair of two columns.</summary>
    public static ColumnPair Create(ColumnDefinition source, ColumnDefinition target)
    {
        var (sourceExpression, targetExpression) = ComparedExpression.Make(source, target);
        return new ColumnPair { Source = source, Target = target, SourceExpression = sourceExpression, TargetExpression = targetExpression };
    }
}
