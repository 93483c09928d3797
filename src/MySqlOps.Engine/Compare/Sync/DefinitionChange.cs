namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A change of a definition: one or more statements, each in its stage.</summary>
internal sealed record DefinitionChange : Change
{
    /// <summary>Its parts: dropping a foreign key and adding it again are two.</summary>
    public required IReadOnlyList<ChangePart> Parts { get; init; }

    /// <inheritdoc />
    public override string Sql => string.Join("\n", Parts.OrderBy(part => part.Stage).Select(part => part.Text));
}
