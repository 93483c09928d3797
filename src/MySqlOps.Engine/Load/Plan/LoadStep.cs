using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>One thing that a load does.</summary>
internal sealed record LoadStep
{
    /// <summary>When it is done.</summary>
    public required LoadPhase Phase { get; init; }

    /// <summary>What is done, as a short sentence without a full stop: <c>Create table shop.orders</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Why, or with what.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What it is about; an account has no database.</summary>
    public required ObjectName Target { get; init; }

    /// <summary>The statements to run, with the target's database selected; empty where the server must be asked first.</summary>
    public IReadOnlyList<string> Statements { get; init; } = [];

    /// <summary>A script to run, with the target's database selected: settings, the statement, settings put back.</summary>
    public string? Script { get; init; }

    /// <summary>The rows to load; only in phase Rows.</summary>
    public TableLoad? Rows { get; init; }

    /// <summary>The indexes that the table gets after its rows; only in phase Rows.</summary>
    public IReadOnlyList<IndexElement> Indexes { get; init; } = [];

    /// <summary>The foreign keys to make and to look at; only in phase ForeignKeys.</summary>
    public IReadOnlyList<ForeignKeyElement> ForeignKeys { get; init; } = [];

    /// <summary>The histograms to make; only in phase Statistics.</summary>
    public IReadOnlyList<ExportedHistogram> Histograms { get; init; } = [];

    /// <summary>What the ledger records before it is made; null for what needs no record.</summary>
    public LedgerObject? Record { get; init; }

    /// <summary>For -WhatIf: what is done, and why.</summary>
    public override string ToString() => Reason.Length == 0 ? Action : $"{Action}: {Reason}";
}
