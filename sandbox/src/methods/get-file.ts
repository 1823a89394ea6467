import { findFile } from '../files.ts'
import { badRequest } from '../refusal.ts'
import type { Method } from './method.ts'

const largestDownload = 20 * 1024 * 1024

export const getFile: Method = ({ world, params }) => {
  const id = params.text('file_id')
  if (id === '') throw badRequest('file_id not specified')
  const file = findFile(world, id)
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > largestDownload) throw badRequest('file is too big')
  return { file_id: id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path }
}
