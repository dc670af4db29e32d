//! As much of Protocol Buffers as Anki's tables need: the top level of a message
//! (<https://protobuf.dev/programming-guides/encoding/>).

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

/// The last value of a field, which is the one that counts. `Err` for what is no message.
pub(super) fn field(message: &[u8], number: u64) -> Result<Option<Value<'_>>, ()> {
    let mut rest = message;
    let mut found = None;
    while !rest.is_empty() {
        let tag = varint(&mut rest)?;
        let value = match tag & 7 {
            0 => Value::Number(varint(&mut rest)?),
            1 => Value::Bytes(take(&mut rest, 8)?),
            2 => {
                let length = usize::try_from(varint(&mut rest)?).map_err(drop)?;
                Value::Bytes(take(&mut rest, length)?)
            }
            5 => Value::Bytes(take(&mut rest, 4)?),
            _ => return Err(()),
        };
        if tag >> 3 == number {
            found = Some(value);
        }
    }
    Ok(found)
}

/// 0 where it is not there, as the format has it.
pub(super) fn number(message: &[u8], field_number: u64) -> Result<u64, ()> {
    match field(message, field_number)? {
        Some(Value::Number(number)) => Ok(number),
        Some(Value::Bytes(_)) => Err(()),
        None => Ok(0),
    }
}

/// Empty where it is not there.
pub(super) fn text(message: &[u8], field_number: u64) -> Result<String, ()> {
    match field(message, field_number)? {
        Some(Value::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).map_err(drop),
        Some(Value::Number(_)) => Err(()),
        None => Ok(String::new()),
    }
}

fn varint(rest: &mut &[u8]) -> Result<u64, ()> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let [byte] = take(rest, 1)? else { return Err(()) };
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(())
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], ()> {
    let (taken, after) = rest.split_at_checked(length).ok_or(())?;
    *rest = after;
    Ok(taken)
}
