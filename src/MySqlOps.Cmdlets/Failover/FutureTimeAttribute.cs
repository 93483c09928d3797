using System.Management.Automation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>A moment that is still to come.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FutureTimeAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc />
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is DateTimeOffset moment && moment <= TimeProvider.System.GetUtcNow())
            throw new ValidationMetadataException($"{moment:u} is past.");
    }
}
