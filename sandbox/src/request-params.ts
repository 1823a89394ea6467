import type { FastifyRequest } from 'fastify'
import { createParams, fieldsFrom, isRecord, type Params, type Upload } from './params.ts'
import { badRequest } from './refusal.ts'

/** Reads the parameters of a Bot API call from query string, JSON, urlencoded form or multipart form. */
export async function readRequestParams(request: FastifyRequest): Promise<Params> {
  const fields = fieldsFrom(isRecord(request.query) ? request.query : {})
  if (request.isMultipart()) {
    const uploads = new Map<string, Upload>()
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer()
        uploads.set(part.fieldname, { name: part.filename || 'file', mime: part.mimetype, bytes })
      } else if (typeof part.value === 'string') {
        fields.set(part.fieldname, part.value)
      }
    }
    return createParams(fields, uploads)
  }
  for (const [name, value] of bodyFields(request)) fields.set(name, value)
  return createParams(fields, new Map())
}

function bodyFields(request: FastifyRequest): Map<string, string> {
  const body = Buffer.isBuffer(request.body) ? request.body.toString() : ''
  if (body.trim() === '') return new Map()
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/x-www-form-urlencoded')) return new Map(new URLSearchParams(body))
  if (type.startsWith('application/json')) {
    const value: unknown = parseBody(body)
    if (!isRecord(value)) throw badRequest("can't parse request JSON object")
    return fieldsFrom(value)
  }
  return new Map()
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw badRequest("can't parse request JSON object")
  }
}
